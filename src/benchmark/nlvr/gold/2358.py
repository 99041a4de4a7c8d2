def execute_command(image) -> str:
    image_patch = ImagePatch(image)

    def base_of(tower):
        return min(tower.find('block'), key=lambda block: block.vertical_center)

    black_bases = 0
    for tower in image_patch.find('tower'):
        if base_of(tower).verify_property('block', 'black'):
            black_bases += 1
    return bool_to_yesno(black_bases == 2)
