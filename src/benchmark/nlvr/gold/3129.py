def execute_command(image) -> str:
    image_patch = ImagePatch(image)

    def has_yellow_top(tower):
        blocks = tower.find('block')
        blocks.sort(key=lambda block: block.vertical_center, reverse=True)
        return blocks[0].verify_property('block', 'yellow')

    return bool_to_yesno(any(has_yellow_top(tower) for tower in image_patch.find('tower')))
